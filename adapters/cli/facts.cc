// The cache is never trusted: it says which state of the store it shows, and everything in it has a checksum.
#include "adapters/cli/facts.h"

#include <algorithm>
#include <filesystem>
#include <optional>
#include <system_error>

#include "adapters/cli/log.h"
#include "adapters/cli/value.h"
#include "adapters/timeline_cache/byte_stream.h"
#include "adapters/timeline_cache/cache_writer.h"
#include "adapters/timeline_cache/cached_timelines.h"
#include "adapters/timeline_cache/extend.h"

namespace segue::cli {
namespace {

using adapters::Result;
using timeline_cache::CachePaths;

std::string SayContacts(std::size_t contacts) { return WithThousands(std::to_string(contacts)) + " contacts"; }

/// Null, with the reason, when there is no cache of this state.
std::unique_ptr<engine::TimelineSource> OpenCache(const CachePaths& paths, const adapters::StoreState& state,
                                                  const engine::Schema& schema, const adapters::LoadRequest& request,
                                                  std::string& reason) {
  try {
    return std::make_unique<timeline_cache::CachedTimelines>(timeline_cache::CacheFiles::Open(paths, state.stamp),
                                                             schema, request);
  } catch (const timeline_cache::Damaged& damaged) {
    reason = damaged.what();
    return nullptr;
  }
}

/// Whether there is a new cache now. A full disk is no reason to give no answer.
Result<bool> BuildCache(sqlite::SqliteStore& store, const CachePaths& paths, const std::string& reason) {
  Stage stage("build the cache");
  try {
    timeline_cache::CacheWriter writer(paths.base);
    if (adapters::Status status = store.Export(writer); !status) return status.error();
    writer.Commit();
    // Newer facts of another base are of no use any more, and may be of somebody who is to be forgotten.
    std::error_code ignored;
    std::filesystem::remove(paths.newer, ignored);
    stage.Say(reason);
    return true;
  } catch (const timeline_cache::CannotWrite& failure) {
    stage.Say(failure.what());
    return false;
  }
}

Result<Facts> LoadDirectly(sqlite::SqliteStore& store, const engine::Schema& schema,
                           const adapters::LoadRequest& request, Stage& stage) {
  Result<engine::Timelines> timelines = store.Load(schema, request);
  if (!timelines) return timelines.error();
  stage.Say(SayContacts(timelines->contacts()) + ", from the store itself");
  return Facts(std::move(*timelines));
}

/// Null where the cache shows another state, even after building it: facts are changing all the time.
Result<std::unique_ptr<engine::TimelineSource>> OpenOrBuild(sqlite::SqliteStore& store, const CachePaths& paths,
                                                            const engine::Schema& schema,
                                                            const adapters::LoadRequest& request) {
  std::string reason;
  for (int attempt = 0; attempt < 2; ++attempt) {
    Result<adapters::StoreState> state = store.ReadState();
    if (!state) return state.error();
    std::unique_ptr<engine::TimelineSource> source = OpenCache(paths, *state, schema, request, reason);
    if (source || attempt > 0) return source;
    Result<bool> built = BuildCache(store, paths, reason);
    if (!built) return built.error();
    if (!*built) break;
  }
  return std::unique_ptr<engine::TimelineSource>();
}

}  // namespace

Result<Facts> LoadFacts(sqlite::SqliteStore& store, const std::string& store_path, const engine::Schema& schema,
                        const adapters::LoadRequest& request) {
  Stage stage("load");
  Result<std::unique_ptr<engine::TimelineSource>> source =
      OpenOrBuild(store, CachePaths::Of(store_path), schema, request);
  if (!source) return source.error();
  if (!*source) return LoadDirectly(store, schema, request, stage);
  stage.Say(SayContacts((*source)->contacts()));
  return Facts(std::move(*source));
}

CacheExtension::CacheExtension(sqlite::SqliteStore& store, const std::string& store_path, const engine::Schema& schema)
    : store_(store), store_path_(store_path) {
  const Result<adapters::StoreState> state = store.ReadState();
  if (!state) return;
  try {
    timeline_cache::CacheFiles::Open(CachePaths::Of(store_path), state->stamp);
    noting_ = store.NoteNewFacts(schema).ok();
  } catch (const timeline_cache::Damaged&) {
    // Nothing to extend.
  }
}

CacheExtension::~CacheExtension() {
  if (!noting_) return;
  const Result<std::optional<adapters::NewFacts>> facts = store_.TakeNewFacts();
  if (!facts || !*facts || (*facts)->after.stamp == (*facts)->before.stamp) return;
  Stage stage("extend the cache");
  try {
    timeline_cache::Extend(CachePaths::Of(store_path_), **facts,
                           [this](const auto& schema, const auto& request, const auto& contacts) {
                             Result<engine::Timelines> read = store_.LoadSome(schema, request, contacts);
                             if (!read) throw timeline_cache::Damaged(read.error().problem);
                             return std::move(*read);
                           });
  } catch (const std::exception& failure) {
    // The cache is stale then, which the next reading notices.
    stage.Say(failure.what());
  }
}

std::pair<const engine::Timelines*, std::uint32_t> ContactRows::Of(std::uint32_t contact) {
  constexpr std::uint32_t kContactsAtOnce = 1024;
  if (contact < first_ || contact >= last_) {
    first_ = contact;
    last_ = std::min(first_ + kContactsAtOnce, source_.contacts());
    window_ = reader_->Read(first_, last_ - first_);
  }
  return {window_.timelines, window_.first + contact - first_};
}

}  // namespace segue::cli
