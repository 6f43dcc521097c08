"""UTM tags: checked, written one way, and joined from the reach of a campaign to its revenue."""
