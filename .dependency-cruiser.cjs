// The one direction in which modules know each other, checked. A module may import src/shared and the index.ts of any module
// to its left; what must flow the other way is an event through the outbox.
const ORDER = ['shared', 'audit', 'mail', 'orgs', 'users', 'auth', 'desk', 'calendar', 'system-admin'];

// Why each step of the order is as it is: the reason is printed with the violation.
const WHY = {
  shared: 'shared is the ground of every module and has no feature words; it imports no feature.',
  audit: 'audit writes down what happened and must not depend on who did it: only shared lies under it.',
  mail: 'mail sends what it is told to: a job carries ids, and the features decide what a mail says.',
  orgs: 'orgs are what users belong to; an organization exists before its first user.',
  users: 'users guard their routes with the words of shared/access; who is signed in is auth, which comes after.',
  auth: 'auth signs users in and knows no feature that they then use.',
  desk: 'desk asks users who may be assigned and never learns of calendars: it emits events.',
  calendar: 'calendar follows tickets and users; nothing may depend on whether a calendar is connected.',
  'system-admin': 'system-admin is the one place that crosses organizations, so nothing may build on it.',
};

const directions = ORDER.slice(0, -1).map((module, place) => ({
  name: `${module}-knows-nothing-to-its-right`,
  comment: WHY[module],
  severity: 'error',
  from: { path: `^src/${module}/` },
  to: { path: `^src/(${ORDER.slice(place + 1).join('|')})/` },
}));

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    ...directions,
    {
      name: 'nothing-builds-on-the-top',
      comment: WHY['system-admin'] + ' The same holds for the application module and the two programs.',
      severity: 'error',
      from: { path: '^src/([^/]+)/' },
      to: { path: '^src/(main|cli|app\\.module)\\.ts$' },
    },
    {
      name: 'only-through-the-index',
      comment:
        "Another module's index.ts is what it offers. A file behind it may change or go on any day, " +
        'which is only true while nobody outside imports it. src/shared is no module and has no index.',
      severity: 'error',
      from: { path: '^src/([^/]+)/' },
      to: { path: '^src/([^/]+)/', pathNot: ['^src/$1/', '^src/shared/', '^src/[^/]+/index\\.ts$'] },
    },
    {
      name: 'programs-through-the-index',
      comment: 'The application module and the programs assemble modules; they look behind no index either.',
      severity: 'error',
      from: { path: '^src/[^/]+\\.ts$' },
      to: { path: '^src/[^/]+/', pathNot: ['^src/(shared|migrations)/', '^src/[^/]+/index\\.ts$'] },
    },
    {
      name: 'one-place-crosses-organizations',
      comment:
        'The role that sees every organization is used by one file. A second one would be a second place where a ' +
        'forgotten condition shows a tenant to another: ask SystemDb, or write a look-up function in a migration.',
      severity: 'error',
      from: {
        path: '^src/',
        pathNot: ['^src/system-admin/system-db\\.ts$', '^src/shared/tenancy/fence\\.ts$', '^src/migrations/'],
      },
      to: { path: '^src/shared/tenancy/system-role\\.ts$' },
    },
    {
      name: 'embedded-is-for-starts',
      comment:
        'Servers for a start without servers are no part of the product: in production none of this is loaded. ' +
        'Only what starts a program (and tests) brings them up.',
      severity: 'error',
      from: { path: '^src/', pathNot: ['^src/embedded/', '^src/(main|cli|start)\\.ts$'] },
      to: { path: '^src/embedded/' },
    },
    {
      name: 'embedded-knows-no-feature',
      comment: 'Embedded servers come up before the application exists; they know nothing of it but src/shared.',
      severity: 'error',
      from: { path: '^src/embedded/' },
      to: { path: '^src/', pathNot: '^src/(embedded|shared)/' },
    },
    {
      name: 'no-cycles',
      comment:
        'Two files that import each other are one file, or a third is missing; ESM also leaves one of them half made.',
      severity: 'error',
      from: {},
      // A type alone is gone at run time, and entities name each other's type.
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'no-tests-in-the-product',
      comment: 'What a test needs is not shipped.',
      severity: 'error',
      from: { path: '^src/', pathNot: '\\.spec\\.ts$' },
      to: { path: ['^test/', '\\.spec\\.ts$'] },
    },
    {
      name: 'no-dev-packages-in-the-product',
      comment: 'A production install leaves devDependencies out: the import would fail there and nowhere else.',
      severity: 'error',
      from: { path: '^src/', pathNot: '\\.spec\\.ts$' },
      to: { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['npm', 'type-only'] },
    },
    {
      name: 'packages-are-declared',
      comment: 'A package that is there only because another one needs it can vanish with any update.',
      severity: 'error',
      from: { path: '^(src|test|bench)/' },
      to: { dependencyTypes: ['npm-no-pkg', 'npm-unknown'] },
    },
    {
      name: 'imports-resolve',
      comment: 'An import that finds no file escapes every rule above.',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'node', 'default', 'types'] },
  },
};
