# Five rules about a plan. The input is the document that `tokenform plan --all-values --format json` prints.
#
# Rules about a change read `resource_changes`: `reason` and `ends`. Rules about the state after the apply read
# `planned_values`: `together`, `filtered` and `name`. Without --all-values, that holds only the tokens to update.
package tokenform

import rego.v1

changes := input.resource_changes

tokens := input.planned_values.root_module.resources

# What follows assumes a whole plan. Deny one that could not be completed, and one without the state.
deny contains {"rule": "complete", "address": null, "msg": "the plan is incomplete"} if not input.complete

deny contains {"rule": "complete", "address": null, "msg": "the plan has no planned_values"} if not input.planned_values

# 1. Every grant needs a reason.
deny contains {"rule": "reason", "address": change.address, "msg": msg} if {
	some change in changes
	some id in change.grants
	object.get(object.get(change.sources, id, {}), "reason", "") == ""
	msg := concat("", [change.address, " gains ", id, " without a reason"])
}

# 2. No token has all modules of a pair, such as one that orders and one that approves.
deny contains {"rule": "together", "address": token.address, "msg": msg} if {
	some token in tokens
	held := {module.id | some module in token.values.modules}
	some pair in data.policy.never_together
	every id in pair { id in held }
	msg := concat("", [token.address, " would have ", concat(" and ", pair), " together"])
}

# 3. Some modules must be limited to buyers.
deny contains {"rule": "filtered", "address": token.address, "msg": msg} if {
	some token in tokens
	some module in token.values.modules
	module.id in data.policy.must_be_filtered
	# `filters` is absent if the platform did not say which there are.
	buyers := object.get(object.get(module, "filters", {}), ["group.buyers"], [])
	count(buyers) == 0
	msg := concat("", [token.address, " would have ", module.id, " unfiltered"])
}

# 4. A name says which team owns the token. `name` beside `address` is the live name, if the files do not manage it.
deny contains {"rule": "name", "address": token.address, "msg": msg} if {
	some token in tokens
	name := object.get(token.values, "name", token.name)
	not regex.match(data.policy.name_pattern, name)
	msg := concat("", ["the name of ", token.address, " does not match ", data.policy.name_pattern])
}

# 5. Every grant ends within a year. Days as text, year first, are in the order of the calendar.
deny contains {"rule": "ends", "address": change.address, "msg": msg} if {
	some change in changes
	some id in change.grants
	until := object.get(object.get(change.sources, id, {}), "until", "never")
	not ends_in_time(until)
	msg := concat("", ["the grant of ", id, " to ", change.address, " ends ", until, "; the latest day is ", last_day])
}

last_day := sprintf("%d%s", [to_number(substring(input.timestamp, 0, 4)) + 1, substring(input.timestamp, 4, 6)])

ends_in_time(until) if {
	until != "never"
	until <= last_day
}
