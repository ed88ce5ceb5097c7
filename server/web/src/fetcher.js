/**
 * Sends one request of GraphiQL to this server and gives back its answer. What is no JSON (a proxy's page, say) becomes
 * an error in the shape of an answer, so that it is shown and not thrown away.
 */
export async function fetcher(request, { headers } = {}) {
  const response = await fetch('/graphql', {
    method: 'POST',
    headers: {
      accept: 'application/graphql-response+json, application/json',
      'content-type': 'application/json',
      ...headers,
    },
    body: JSON.stringify(request),
  });
  const text = await response.text();
  try {
    return JSON.parse(text);
  } catch {
    return { errors: [{ message: `The server answered ${response.status} with no JSON: ${text.slice(0, 200)}` }] };
  }
}
