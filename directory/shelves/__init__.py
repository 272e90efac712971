"""/ressources/: what one reads, attends, watches or asks for, shelf by shelf, and the guides."""
