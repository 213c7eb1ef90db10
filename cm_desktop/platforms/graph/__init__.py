"""The Graph API, as Facebook and Instagram share it. May not know what is said on a Page or on an Instagram account."""
