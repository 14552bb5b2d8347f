"""Upserts validated rows into the store: adds new ones, changes others, leaves equal ones."""
