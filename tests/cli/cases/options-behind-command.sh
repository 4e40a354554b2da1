echo q | bntutor notes --ascii transform --topic=modes
