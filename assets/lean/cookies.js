// Stands in for universal-cookie: the only cookies here are the server's, which no script can read.
export default class Cookies {
  get() {
    return undefined;
  }
  set(name) {
    throw new Error(`The cookie ${name} is the server's to set.`);
  }
  remove(name) {
    throw new Error(`The cookie ${name} is the server's to take back.`);
  }
}
