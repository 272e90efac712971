"""The queues of the back office, one module each."""
