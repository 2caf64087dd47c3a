"""What was alerted: lists, one alert in full, acknowledging, sending once more."""
