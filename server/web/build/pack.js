import { gzipSync } from 'node:zlib';

/**
 * Replaces every file of the bundle by its gzip, named FILE.gz. Node's gzip carries neither a time nor a name, so the
 * same input gives the same bytes.
 */
export function pack() {
  return {
    name: 'parley-pack',
    apply: 'build',
    enforce: 'post',
    generateBundle: {
      order: 'post',
      handler(_options, bundle) {
        for (const [name, file] of Object.entries(bundle)) {
          delete bundle[name];
          this.emitFile({ type: 'asset', fileName: `${name}.gz`, source: gzipSync(file.code ?? file.source, { level: 9 }) });
        }
      },
    },
  };
}
