"""What all sectors are made of: parameters, a step of a year, and outputs that are declared."""
