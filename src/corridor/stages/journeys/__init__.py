"""From a verified contract to the end of work: the path of steps, clearance, travel, arrival, check-ins, incidents."""
