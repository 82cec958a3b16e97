"""By a notice on the device of somebody who follows a request (Web Push): it says that there is news, and no more."""
