// A field's rows fill a block; full blocks go to the file of their part. A row in a block:
//
//   contact less the contact before it in the block, and the place of its snapshot in the feed: each seven bits to a
//   byte, low ones first, the high bit set where more follow · 1 if the value was seen, else 0 · the value as bytes

#include "adapters/sqlite/observed_values.h"

#include <algorithm>
#include <unordered_map>
#include <utility>

#include "adapters/sqlite/observed_changes.h"
#include "adapters/sqlite/stored_value.h"

namespace segue::sqlite {
namespace {

constexpr std::size_t kBlockBytes = std::size_t{64} << 10;

void AppendSmall(std::string& out, std::uint64_t number) {
  for (; number >= 0x80; number >>= 7) out += static_cast<char>(number | 0x80);
  out += static_cast<char>(number);
}

std::uint64_t TakeSmall(std::string_view& bytes) {
  std::uint64_t number = 0;
  for (int shift = 0;; shift += 7) {
    const auto byte = static_cast<std::uint8_t>(bytes.front());
    bytes.remove_prefix(1);
    number |= std::uint64_t{byte & 0x7FU} << shift;
    if (byte < 0x80) return number;
  }
}

}  // namespace

/// The contacts [from, until) of a feed.
class ObservedValues::Part {
 public:
  Part(const Feed& feed, std::int64_t from, std::int64_t until, const std::vector<StoredField>& fields,
       const std::string& store_path)
      : feed_(feed), from_(from), until_(until), fields_(fields), blocks_(fields.size()), file_(store_path) {
    for (std::size_t i = 0; i < fields.size(); ++i) place_of_.emplace(fields[i].id, i);
  }

  void Fill(const Database& database) {
    Statement statement(database,
                        "SELECT contact, field, observed, seen, value FROM snapshot_field "
                        "WHERE import = ? AND contact >= ? AND contact < ? ORDER BY contact, field, observed");
    statement.Bind(1, feed_.import).Bind(2, from_).Bind(3, until_);
    while (statement.Step()) Add(statement);
    for (Block& block : blocks_) Write(block);
    file_.Flush();
  }

  void Read(std::size_t field, ObservedChanges& changes) const {
    std::string bytes;
    for (const SpillFile::Run& run : blocks_[field].written) {
      bytes.resize(run.end - run.start);
      file_.Read(run.start, bytes.data(), bytes.size());
      std::string_view rest = bytes;
      for (std::int64_t contact = 0; !rest.empty();) {
        contact += static_cast<std::int64_t>(TakeSmall(rest));
        const engine::Instant observed = feed_.snapshots[TakeSmall(rest)];
        const bool seen = rest.front() != 0;
        rest.remove_prefix(1);
        changes.Add(contact, observed, seen, TakeBytes(rest));
      }
    }
    changes.Finish();
  }

  const Feed& feed() const { return feed_; }

 private:
  struct Block {
    std::string bytes;
    std::int64_t contact = 0;  // of the last row
    std::vector<SpillFile::Run> written;
  };

  void Add(const Statement& row) {
    const auto place = place_of_.find(row.Integer(1));
    if (place == place_of_.end()) return;
    Block& block = blocks_[place->second];
    const std::int64_t contact = row.Integer(0), observed = row.Integer(2);
    const auto snapshot = std::lower_bound(feed_.snapshots.begin(), feed_.snapshots.end(), observed);
    if (snapshot == feed_.snapshots.end() || *snapshot != observed)
      throw Failure{"the store has values of a snapshot that it does not know", "import into a new store"};
    AppendSmall(block.bytes, static_cast<std::uint64_t>(contact - block.contact));
    AppendSmall(block.bytes, static_cast<std::uint64_t>(snapshot - feed_.snapshots.begin()));
    block.bytes += static_cast<char>(row.Integer(3) != 0);
    AppendBytes(block.bytes, ReadStored(row, 4, fields_[place->second].type));
    block.contact = contact;
    if (block.bytes.size() >= kBlockBytes) Write(block);
  }

  void Write(Block& block) {
    if (block.bytes.empty()) return;
    const std::uint64_t start = file_.size();
    file_.Append(block.bytes);
    block.written.push_back({start, file_.size()});
    block.bytes.clear();
    block.contact = 0;
  }

  const Feed& feed_;
  const std::int64_t from_, until_;
  const std::vector<StoredField>& fields_;
  std::unordered_map<std::int64_t, std::size_t> place_of_;  // by id of the field
  std::vector<Block> blocks_;                               // by place
  SpillFile file_;
};

ObservedValues::ObservedValues(ReaderPair& readers, const std::vector<Feed>& feeds,
                               const std::vector<StoredField>& fields, const std::string& store_path) {
  std::vector<ReaderPair::Task> tasks;
  for (const Feed& feed : feeds) {
    const auto contacts = static_cast<std::int64_t>(feed.offsets.size());
    const std::int64_t middle = contacts / 2;
    for (const auto& [from, until] : {std::pair{std::int64_t{0}, middle}, std::pair{middle, contacts}}) {
      Part& part = *parts_.emplace_back(std::make_unique<Part>(feed, from, until, fields, store_path));
      tasks.push_back([&part](const Database& reader) { part.Fill(reader); });
    }
  }
  readers.RunAll(tasks);
}

ObservedValues::~ObservedValues() = default;

void ObservedValues::Read(std::size_t field, const ContactOrder& order, const FileRanks& files, FieldRows& rows) const {
  for (const auto& part : parts_) {
    ObservedChanges changes(part->feed(), order, files, rows);
    part->Read(field, changes);
  }
}

}  // namespace segue::sqlite
