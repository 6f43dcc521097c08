"""What a workspace gives to the add-ins' server: numbers, targets, own KPIs, and keys to them."""
