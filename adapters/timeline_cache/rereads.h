// Which contacts have to be read again from the store before newer facts about them can be laid over the cache.
//
// Events of a contact that share instant and rank are ordered by their identity, which the cache does not keep: where a
// new event meets an earlier one so, the contact's events are read again. An absence ends with the next fact and is cut
// at birth: where a contact has been absent, or is older than was known, its existence is read again.
#pragma once

#include <vector>

#include "adapters/timeline_cache/cached_timelines.h"
#include "adapters/timeline_cache/told_contacts.h"

namespace segue::timeline_cache {

/// Sets ToldContact::touched and ToldContact::reread. Throws Damaged where events of the account meet: nothing says how
/// they are ordered.
void MarkRereads(const CachedTimelines& cache, const adapters::NewFacts& facts, std::vector<ToldContact>& told);

}  // namespace segue::timeline_cache
