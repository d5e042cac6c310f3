"""Articles -> duplicate pairs, reused passages and stories."""
