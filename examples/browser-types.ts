/**
 * Shows plugins in a web page. The page's own server lists them, because a browser must not hold a
 * key; the page takes no more than types from the package, which leaves no byte of it in the bundle.
 *
 *     npx esbuild examples/browser-types.ts --bundle --format=esm
 */
import type { ConnectV1CustomConnectorPlugin } from 'confluent-connect-plugins';

/** The plugins as an HTML list; names are text, whatever they contain. */
export function renderPlugins(plugins: readonly ConnectV1CustomConnectorPlugin[]): string {
  const items = plugins.map(
    ({ id, display_name, connector_type, cloud = 'AWS' }) =>
      `<li id="${escape(id)}">${escape(display_name)} (${escape(connector_type)}, ${escape(cloud)})</li>`,
  );
  return items.length > 0 ? `<ul>${items.join('')}</ul>` : '<p>No plugins yet.</p>';
}

function escape(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
