// The import of one file: facts go to the writer that keeps them, one transaction around all.
#pragma once

#include <chrono>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "adapters/sqlite/contact_index.h"
#include "adapters/sqlite/contact_writer.h"
#include "adapters/sqlite/declarations.h"
#include "adapters/sqlite/event_writer.h"
#include "adapters/sqlite/field_writer.h"
#include "adapters/sqlite/import_file.h"
#include "adapters/sqlite/snapshot_writer.h"
#include "adapters/sqlite/write_transaction.h"
#include "adapters/store.h"

namespace segue::sqlite {

class FileSink final : public adapters::FactSink {
 public:
  /// `database` and `index` must outlive the sink, and `log`, which may be null. Throws Failure.
  FileSink(const Database& database, ContactIndex& index, const engine::Schema& schema, const std::string& import,
           const std::string& file, std::chrono::milliseconds patience, NewFactsLog* log = nullptr);
  ~FileSink() override;

  void Expect(std::string_view key) override { index_.Prefetch(HashOfKey(key)); }
  adapters::Status Add(const adapters::ContactFact& fact) override;
  adapters::Status Add(const adapters::AliasFact& fact) override;
  adapters::Status Add(const adapters::FieldFact& fact) override;
  adapters::Status Add(const adapters::EventFact& fact) override;
  adapters::Status Add(const adapters::ListFact& fact) override;
  adapters::Status BeginSnapshot(const adapters::SnapshotInfo& info) override;
  adapters::Status Add(const adapters::SnapshotRow& row) override;
  adapters::Result<adapters::FactCounts> Commit() override;

 private:
  static Declarations Declared(const Database& database, const engine::Schema& schema);
  adapters::FactCounts Finish();
  /// Runs `write`, which writes facts about the contact, and notes whether anything changed by it.
  template <typename Write>
  void Noting(ContactId contact, Write write);
  void RecordCounts(const adapters::FactCounts& counts) const;

  const Database& database_;
  ContactIndex& index_;
  NewFactsLog* log_;
  const engine::Schema schema_;
  std::string doing_;
  WriteTransaction transaction_;
  Declarations declarations_;
  ImportFile file_;
  ContactWriter contacts_;
  FieldWriter fields_;
  EventWriter events_;
  std::optional<SnapshotWriter> snapshot_;
  bool committed_ = false;
};

}  // namespace segue::sqlite
