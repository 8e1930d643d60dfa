import { join } from 'node:path';
import { build } from 'esbuild';
import { describe, expect, test } from 'vitest';
import { renderPlugins } from '../../examples/browser-types.js';
import { root, start } from './support.js';

describe('browser-types', () => {
  test('renders plugins as a list in which names are text', async () => {
    const display_name = `<script>alert("1")</script> & 'Co'`;
    const { confluent } = start({
      customConnectorPlugins: [
        { id: 'ccp-1', display_name },
        { id: 'ccp-2', display_name: 'Jira', cloud: 'GCP' },
      ],
    });
    const { data } = await confluent.GET('/connect/v1/custom-connector-plugins');
    expect(renderPlugins(data.data)).toBe(
      '<ul><li id="ccp-1">&#60;script&#62;alert(&#34;1&#34;)&#60;/script&#62; &#38; &#39;Co&#39;' +
        ' (SOURCE, AWS)</li><li id="ccp-2">Jira (SOURCE, GCP)</li></ul>',
    );
  });

  test('says so when there is no plugin', () => {
    expect(renderPlugins([])).toBe('<p>No plugins yet.</p>');
  });

  test('has nothing of the package in its bundle', async () => {
    const { metafile, outputFiles } = await build({
      entryPoints: [join(root, 'examples/browser-types.ts')],
      absWorkingDir: root,
      bundle: true,
      format: 'esm',
      platform: 'browser',
      metafile: true,
      write: false,
    });
    expect(Object.keys(metafile.inputs)).toEqual(['examples/browser-types.ts']);
    expect(outputFiles[0]?.text).not.toMatch(/confluent|openapi|import/i);
  });
});
