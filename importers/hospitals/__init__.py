"""The State's registers of hospitals: what they share, then the SAE and GISCO themselves."""
