"""立项、登记: what a matter is before it is split into tasks."""
