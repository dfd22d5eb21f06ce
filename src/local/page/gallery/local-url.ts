const loopback = new Set(['localhost', '127.0.0.1', '[::1]'])

/**
 * A link into the local server as the page reaches it. The server names itself by its loopback address; a page that
 * was opened under another name would otherwise ask a stranger, or be refused as one.
 */
export function localUrl(url: string, page: { readonly origin: string; readonly port: string }): string {
  if (!URL.canParse(url)) return url
  const { hostname, port, pathname, search } = new URL(url)
  return loopback.has(hostname) && port === page.port ? `${page.origin}${pathname}${search}` : url
}
