"""Bytes and lines of registers' files: packed or not, bounded, and told in French when wrong."""
