// The store as other rooms see it. adapters/sqlite implements it; adapters/cli puts the parts together.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "adapters/facts.h"
#include "adapters/result.h"
#include "engine/program.h"
#include "engine/timelines.h"

namespace segue::adapters {

/// One file being imported: a transaction. Destroyed without Commit it leaves nothing behind.
class FactSink {
 public:
  virtual ~FactSink() = default;
  /// A fact about this contact comes soon. Says nothing; the sink may fetch what it will need from far memory.
  virtual void Expect(std::string_view /*key*/) {}
  virtual Status Add(const ContactFact& fact) = 0;
  virtual Status Add(const AliasFact& fact) = 0;
  virtual Status Add(const FieldFact& fact) = 0;
  virtual Status Add(const EventFact& fact) = 0;
  virtual Status Add(const ListFact& fact) = 0;
  /// Snapshot files only: BeginSnapshot once, then every row.
  virtual Status BeginSnapshot(const SnapshotInfo& info) = 0;
  virtual Status Add(const SnapshotRow& row) = 0;
  /// Makes everything durable, or fails and keeps nothing.
  virtual Result<FactCounts> Commit() = 0;
};

}  // namespace segue::adapters
