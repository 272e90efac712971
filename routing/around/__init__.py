"""What stands around a person beside the ladder: emergencies, rights, support, research."""
