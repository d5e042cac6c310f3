"""Work under a time limit that holds inside C: in a child process, which the kernel ends."""
