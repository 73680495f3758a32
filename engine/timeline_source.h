// Where an evaluation finds its contacts: all of them in memory, or a stretch at a time from a file.
//
// Rows and contacts of a window are numbered from the window's own beginning; dictionaries are the source's, so that
// what was compiled against common() serves every window.
#pragma once

#include <cstdint>
#include <memory>
#include <string_view>

#include "engine/timelines.h"

namespace segue::engine {

/// Some contacts: the first one asked for is contact `first` of `timelines`, the others follow it.
struct TimelineWindow {
  const Timelines* timelines = nullptr;
  std::uint32_t first = 0;
};

/// One thread's way to the contacts.
class TimelineReader {
 public:
  virtual ~TimelineReader() = default;
  /// The contacts [first, first + size) of the source. Valid until the next call.
  virtual TimelineWindow Read(std::uint32_t first, std::uint32_t size) = 0;
};

/// Two implementations: TimelinesInMemory, and the timeline cache (adapters/timeline_cache).
class TimelineSource {
 public:
  virtual ~TimelineSource() = default;
  virtual std::uint32_t contacts() const = 0;
  /// What is the same for all contacts: types, dictionaries, events of the account, dates, what was imported. Rows of
  /// contacts need not be there.
  virtual const Timelines& common() const = 0;
  /// The key by which a contact goes; stays where it is as long as the source. Safe from several threads.
  virtual std::string_view Key(std::uint32_t contact) const = 0;
  /// A reader of its own for each thread. The source must outlive it.
  virtual std::unique_ptr<TimelineReader> OpenReader() const = 0;
};

/// All contacts in one window.
class TimelinesInMemory : public TimelineSource {
 public:
  /// The timelines must outlive the source.
  explicit TimelinesInMemory(const Timelines& timelines) : timelines_(timelines) {}

  std::uint32_t contacts() const override { return static_cast<std::uint32_t>(timelines_.contacts()); }
  const Timelines& common() const override { return timelines_; }
  std::string_view Key(std::uint32_t contact) const override { return timelines_.keys[contact]; }
  std::unique_ptr<TimelineReader> OpenReader() const override { return std::make_unique<Whole>(timelines_); }

 private:
  class Whole : public TimelineReader {
   public:
    explicit Whole(const Timelines& timelines) : timelines_(timelines) {}
    TimelineWindow Read(std::uint32_t first, std::uint32_t) override { return {&timelines_, first}; }

   private:
    const Timelines& timelines_;
  };

  const Timelines& timelines_;
};

}  // namespace segue::engine
