/**
 * Shows custom connector plugins in a web page. The page's own server lists them, because a browser
 * must not have an API key. The page imports types alone, which add no byte to its bundle.
 *
 *     npx esbuild examples/browser-types.ts --bundle --format=esm
 */
import type { ConnectV1CustomConnectorPlugin } from 'confluent-connect-plugins';

/** Renders plugins as an HTML list. Names are escaped. */
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
