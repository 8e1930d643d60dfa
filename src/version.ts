/** The version of this package, as the User-Agent tells it; a test holds it to package.json. */
export const VERSION = '0.1.0';
