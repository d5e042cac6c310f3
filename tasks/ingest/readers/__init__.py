"""One reader a format: bytes in, Documents or Rejections out."""
