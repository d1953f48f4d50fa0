"""Bringing in what other systems know: files are read, columns understood, customers and past contacts taken over."""
