// Facts that were just imported, laid over a cache: the base stays as it is, the file of newer facts is written anew.
//
// Where the newer facts have become many, both are written as a new base (see CopyTimelines), so the newer file stays
// small against the base and the work of an import is bounded.
#pragma once

#include <cstdint>
#include <functional>
#include <vector>

#include "adapters/load_request.h"
#include "adapters/new_facts.h"
#include "adapters/timeline_cache/cached_timelines.h"

namespace segue::timeline_cache {

/// The timelines of the contacts with these ids, as the store has them now. What it throws passes through.
using ReadContacts = std::function<engine::Timelines(const engine::Schema& schema, const adapters::LoadRequest& request,
                                                     const std::vector<std::uint32_t>& contacts)>;

/// Throws Damaged: there is no cache of the state before, or the facts cannot be laid over it (identities that are
/// linked with others). Throws CannotWrite.
void Extend(const CachePaths& paths, const adapters::NewFacts& facts, const ReadContacts& read_contacts);

/// Writes base and newer facts as a new base. Throws as above.
void Compact(const CachePaths& paths);

}  // namespace segue::timeline_cache
