"""The national register of health and social establishments (FINESS), the file with positions."""
