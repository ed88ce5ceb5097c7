/** Where GraphiQL keeps the questions that were asked, and those that were marked, with their headers. */
const histories = ['graphiql:queries', 'graphiql:favorites'];

/**
 * What GraphiQL keeps from one visit to the next, in the storage of the browser, without the headers of requests: the token
 * of who asks stands in these, and must not outlive the page.
 */
export const storage = {
  get length() {
    return own().length;
  },
  getItem: (name) => localStorage.getItem(name),
  setItem: (name, value) => localStorage.setItem(name, histories.includes(name) ? withoutHeaders(value) : value),
  removeItem: (name) => localStorage.removeItem(name),
  clear: () => own().forEach((name) => localStorage.removeItem(name)),
};

/** The names under which GraphiQL keeps something; other pages of this server have others. */
function own() {
  return Object.keys(localStorage).filter((name) => name.startsWith('graphiql:'));
}

function withoutHeaders(history) {
  return JSON.stringify(JSON.parse(history), (key, value) => (key === 'headers' ? undefined : value));
}
