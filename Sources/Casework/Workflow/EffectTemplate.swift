/// What a `notify`, `start`, `call` or `publish` of a workflow file asks for; its arguments are worked out in the step.
package enum EffectTemplate: Sendable, Hashable {
  /// A message to a party, rendered from a template.
  case notify(party: String, template: String)
  /// A linked case of another workflow; `id` names it within this case.
  case start(workflow: String, id: String?)
  /// A signed call to a configured webhook.
  case call(webhook: String)
  /// A result put forward for publication.
  case publish
}
