"""The door of counsellors and registrars, used by keyboard. One package a journey."""
