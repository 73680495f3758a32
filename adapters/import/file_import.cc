// Imports one file: opens it, maps its rows, stores the facts, and keeps them only when few enough rows were rejected.
#include "adapters/import/file_import.h"

#include <sys/stat.h>

#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <optional>
#include <utility>

#include "adapters/import/open_rows.h"
#include "adapters/import/pipeline.h"
#include "adapters/import/row_mapper.h"

namespace segue::import {
namespace {

using adapters::Error;
using adapters::ErrorClass;
using adapters::Ok;
using adapters::Result;
using adapters::Status;
using Observed = project::SnapshotMapping::Observed;

std::string Percent(double share) {
  char text[32];
  std::snprintf(text, sizeof text, "%.3g %%", share * 100);
  return text;
}

std::string Relative(const std::string& path, const std::string& directory) {
  const bool inside = !directory.empty() && path.starts_with(directory + '/');
  return inside ? path.substr(directory.size() + 1) : path;
}

class FileImporter {
 public:
  FileImporter(const ImportContext& context, const std::string& path)
      : context_(context), path_(path), name_(Relative(path, context.directory)) {}

  Result<FileOutcome> Run() {
    Result<OpenedRows> opened =
        OpenRows(path_, context_.mapping, context_.bound, context_.lookups, context_.options.most_group_bytes);
    if (!opened) return Located(opened.error());
    for (const std::string& note : opened->notes) Note(note);
    if (!opened->json && opened->source->Columns().empty() && !context_.bound.columns.empty()) {
      Note("is empty");
      return outcome_;
    }
    Result<std::optional<engine::Instant>> observed = ObservedOfFile();
    if (!observed) return Located(observed.error());
    RowMapper mapper(context_.bound, opened->cell_of_column, *observed);
    std::error_code ignored;
    const auto size = std::filesystem::file_size(path_, ignored);
    size_ = ignored ? 0 : size;
    Status stored = RunPipeline(*opened->source, mapper, [this](FactBatch& batch) { return Store(batch); });
    if (!stored) return Located(stored.error());
    if (opened->json != nullptr) {
      if (Status status = CheckSeen(*opened->json); !status) return Located(status.error());
    }
    return Finish();
  }

 private:
  Error Located(Error error) const {
    if (error.doing.empty()) error.doing = "importing " + name_;
    return error;
  }
  void Note(const std::string& text) { outcome_.notes.push_back(name_ + ": " + text); }

  Result<std::optional<engine::Instant>> ObservedOfFile() const {
    const auto& snapshot = context_.bound.snapshot;
    if (!snapshot || snapshot->mapping.observed == Observed::kColumn) return std::optional<engine::Instant>();
    if (snapshot->mapping.observed == Observed::kFileTime) return TimeOfFile();
    const std::string base = std::filesystem::path(path_).filename().string();
    CivilMoment moment;
    const Reading reading = snapshot->pattern->Find(base, moment);
    if (reading == Reading::kOk) return std::optional(context_.bound.moments->Resolve(moment).instant);
    return Error{"",
                 reading == Reading::kNotAMoment
                     ? "its name holds no date like " + snapshot->pattern->text() + ", by which snapshots are dated"
                     : "the date in its name does not exist",
                 "rename the file, or correct `observed` in the mapping", ErrorClass::kFailure};
  }

  Result<std::optional<engine::Instant>> TimeOfFile() const {
    struct stat status {};
    if (::stat(path_.c_str(), &status) != 0) {
      return Error{"", "its time of change cannot be read", "check that you may read the file", ErrorClass::kFailure};
    }
    return std::optional<engine::Instant>(status.st_mtim.tv_sec * engine::kMillisecondsPerSecond +
                                          status.st_mtim.tv_nsec / 1'000'000);
  }

  Status Store(FactBatch& batch) {
    outcome_.rows += batch.row_count;
    outcome_.shifted += batch.shifted;
    for (const Reject& reject : batch.rejects) {
      if (outcome_.rejected == 0) first_reject_ = "line " + std::to_string(reject.line) + ": " + reject.reason;
      outcome_.rejected += reject.rows;
      if (++rejects_written_ > kMostRejectsWritten) continue;
      if (Status status = context_.rejects.Add(name_, reject); !status) return status;
    }
    if (Status status = Begin(batch); !status) return status;
    if (sink_ != nullptr) {
      if (Status status = batch.Deliver(*sink_); !status) return status;
    }
    if (context_.options.progress) context_.options.progress(name_, batch.bytes_read, size_);
    return Ok();
  }

  /// Opens the transaction at the first batch; a snapshot's waits for the first row that says when it was taken.
  Status Begin(const FactBatch& batch) {
    const auto& snapshot = context_.bound.snapshot;
    if (sink_ != nullptr || (snapshot && !batch.observed)) return Ok();
    Result<std::unique_ptr<adapters::FactSink>> sink = context_.begin(context_.mapping.name, name_);
    if (!sink) return sink.error();
    sink_ = std::move(*sink);
    if (!snapshot) return Ok();
    return sink_->BeginSnapshot({*batch.observed, snapshot->mapping.complete, snapshot->mapping.at_most_gone});
  }

  /// Keys may be missing in JSON; one that no line has is a mistake where rows hang on it, else worth a note.
  Status CheckSeen(const json::JsonReader& reader) {
    if (outcome_.rows == 0) return Ok();
    const BoundMapping& bound = context_.bound;
    for (const std::string& column : reader.NeverSeen()) {
      const auto is = [&](const CellSource& source) {
        return source.kind == CellSource::Kind::kColumn && source.text == column;
      };
      const bool vital =
          (bound.contact && is(*bound.contact)) ||
          std::any_of(bound.events.begin(), bound.events.end(), [&](const auto& event) { return is(event.at); }) ||
          (bound.snapshot && std::any_of(bound.fields.begin(), bound.fields.end(),
                                         [&](const auto& field) { return is(field.value.source); }));
      if (vital) {
        return Error{"", "no line has the key \"" + column + "\"", "correct the mapping (a part of an object is a.b)",
                     ErrorClass::kFailure};
      }
      Note("no line has the key \"" + column + "\"");
    }
    return Ok();
  }

  Result<FileOutcome> Finish() {
    if (Status status = context_.rejects.Flush(); !status) return status.error();
    const double share =
        outcome_.rows == 0 ? 0 : static_cast<double>(outcome_.rejected) / static_cast<double>(outcome_.rows);
    if (share > context_.options.max_rejects) return TooManyRejects(share);
    if (outcome_.rows == 0) Note("has no rows");
    if (rejects_written_ > kMostRejectsWritten) {
      Note("the first " + std::to_string(kMostRejectsWritten) + " rejected rows are listed");
    }
    if (sink_ == nullptr) return outcome_;
    Result<adapters::FactCounts> counts = sink_->Commit();
    if (!counts) return Located(counts.error());
    outcome_.counts = *counts;
    return outcome_;
  }

  Error TooManyRejects(double share) const {
    return Located(
        {"",
         std::to_string(outcome_.rejected) + " of " + std::to_string(outcome_.rows) + " rows (" + Percent(share) +
             ") were rejected, more than the " + Percent(context_.options.max_rejects) +
             " allowed; nothing of this file was kept. The first: " + first_reject_,
         "see " + context_.rejects.path() + "; correct the mapping or the file, or allow more with --max-rejects",
         ErrorClass::kFailure});
  }

  static constexpr std::int64_t kMostRejectsWritten = 10'000;

  const ImportContext& context_;
  const std::string& path_;
  std::string name_;
  std::uint64_t size_ = 0;
  std::unique_ptr<adapters::FactSink> sink_;
  FileOutcome outcome_;
  std::string first_reject_;
  std::int64_t rejects_written_ = 0;
};

}  // namespace

Result<FileOutcome> ImportFile(const ImportContext& context, const std::string& path) {
  return FileImporter(context, path).Run();
}

}  // namespace segue::import
