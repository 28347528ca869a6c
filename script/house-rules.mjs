// The habits of the house that oxlint has no rule for, as a plugin of it (named in .oxlintrc.json).
const rule = (messages, create) => ({
  meta: { type: 'problem', messages, schema: [] },
  create: (context) => create((node, messageId) => context.report({ node, messageId })),
});

export default {
  meta: { name: 'house' },
  rules: {
    // Lifetimes are tested by moving a clock, which only works while nothing asks the machine for the time.
    'injected-clock': rule(
      { clock: 'Take a Clock (src/shared/time): tests move it, and SQL gets the same time.' },
      (report) => ({
        NewExpression(node) {
          if (node.callee.name === 'Date' && node.arguments.length === 0) report(node, 'clock');
        },
        MemberExpression(node) {
          if (node.object.name === 'Date' && node.property.name === 'now') report(node, 'clock');
        },
      }),
    ),
    // Every scaffold has it, and it passes for whatever comes back.
    'no-to-be-defined': rule({ vague: 'toBeDefined() says nothing about the value: say what it is.' }, (report) => ({
      MemberExpression(node) {
        if (node.property.name === 'toBeDefined') report(node, 'vague');
      },
    })),
  },
};
