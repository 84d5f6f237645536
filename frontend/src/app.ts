console.debug("Lettergate");
