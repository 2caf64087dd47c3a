"""Running the house: the service, how it is, its database."""
