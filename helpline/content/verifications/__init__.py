"""Who made sure of a hotline or of a service at a place, on which day, and what they found."""
