// Writes the types of the explorer's questions from the schema: `npm run codegen`. `npm run check` fails if they are stale.
export default {
  schema: ['../../schema.graphqls'],
  documents: 'src/explorer/api/*.graphql',
  generates: {
    'src/explorer/gen/': {
      preset: 'client',
      presetConfig: { fragmentMasking: false },
      config: {
        documentMode: 'string',
        enumsAsTypes: true,
        useTypeImports: true,
        onlyOperationTypes: false,
        strictScalars: true,
        scalars: { EDTF: 'string', DateTime: 'string', URL: 'string' },
      },
    },
  },
};
