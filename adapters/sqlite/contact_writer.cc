// New contacts are inserted at once, so that facts can refer to them; their dates follow in one pass at the end.

#include "adapters/sqlite/contact_writer.h"

#include <algorithm>

namespace segue::sqlite {
namespace {

std::optional<std::int64_t> KnownOrNull(engine::Instant at) {
  if (at == engine::kForever || at == engine::kAlways) return std::nullopt;
  return at;
}

}  // namespace

void DataSpan::Include(engine::Instant at) {
  if (!first || at < *first) first = at;
  if (!last || at > *last) last = at;
}

ContactWriter::ContactWriter(const Database& database, ContactIndex& index, std::int64_t import_file, NewFactsLog* log)
    : index_(index),
      import_file_(import_file),
      log_(log),
      database_(database),
      insert_(database, "INSERT INTO contact (id, key) VALUES (?, ?)"),
      update_(database,
              "UPDATE contact SET born = ?, first_event = ?, last_event = ?, first_change = ?, last_change = ? "
              "WHERE id = ?"),
      alias_(database, "INSERT INTO alias (alias, contact, import_file) VALUES (?, ?, ?) ON CONFLICT DO NOTHING"),
      find_alias_(database, "SELECT 1 FROM alias WHERE alias = ?"),
      find_shared_(database, "SELECT 1 FROM alias WHERE alias = ? AND contact <> ?"),
      existence_(database, "INSERT INTO existence (contact, at, what) VALUES (?, ?, ?) ON CONFLICT DO NOTHING"),
      has_aliases_(database.QueryInteger("SELECT EXISTS (SELECT 1 FROM alias)") != 0) {}

ContactRef ContactWriter::Resolve(std::string_view key) {
  const std::uint64_t hash = HashOfKey(key);
  const std::optional<ContactId> known = index_.Find(key, hash);
  return {known ? *known : Create(key, hash), hash};
}

ContactId ContactWriter::Create(std::string_view key, std::uint64_t hash) {
  if (key.empty()) throw Failure{"a contact has no key", "this is a mistake of the import; please report it"};
  const ContactId id = index_.Add(key, hash, {});
  insert_.Bind(1, std::int64_t{id}).Bind(2, key).Run();
  // A further identity of a contact that is known is no new contact.
  const bool alias = IsAlias(key);
  if (!alias) ++added_;
  if (log_ != nullptr) alias ? log_->GiveUp() : log_->AddContact(id, key);
  return id;
}

bool ContactWriter::IsAlias(std::string_view key) {
  if (!has_aliases_) return false;
  find_alias_.Bind(1, key);
  const bool found = find_alias_.Step();
  find_alias_.Reset();
  return found;
}

void ContactWriter::AddAlias(ContactId contact, std::string_view alias) {
  if (alias.empty() || alias == index_.KeyOf(contact)) return;
  alias_.Bind(1, alias).Bind(2, std::int64_t{contact}).Bind(3, import_file_).Run();
  has_aliases_ = true;
  if (log_ != nullptr && database_.Changes() > 0 && Links(contact, alias)) log_->GiveUp();
}

bool ContactWriter::Links(ContactId contact, std::string_view alias) {
  if (index_.Find(alias, HashOfKey(alias))) return true;
  find_shared_.Bind(1, alias).Bind(2, std::int64_t{contact});
  const bool found = find_shared_.Step();
  find_shared_.Reset();
  return found;
}

void ContactWriter::Born(ContactId contact, engine::Instant at) {
  span_.Include(at);
  engine::Instant& born = index_.DatesOf(contact).born;
  if (born == at) return;
  if (log_ != nullptr) log_->Touch(contact);
  if (born != engine::kForever) Remember(contact, std::max(born, at), "created");
  if (at > born) return;
  born = at;
  Touch(contact);
}

void ContactWriter::Gone(ContactId contact, engine::Instant at) {
  span_.Include(at);
  if (log_ != nullptr) log_->Touch(contact);
  Remember(contact, at, "gone");
}

void ContactWriter::Event(ContactId contact, engine::Instant at) {
  ContactDates& dates = index_.DatesOf(contact);
  if (at >= dates.first_event && at <= dates.last_event) return;
  dates.first_event = std::min(dates.first_event, at);
  dates.last_event = std::max(dates.last_event, at);
  Touch(contact);
}

void ContactWriter::Change(ContactId contact, engine::Instant at) {
  span_.Include(at);
  ContactDates& dates = index_.DatesOf(contact);
  if (at >= dates.first_change && at <= dates.last_change) return;
  dates.first_change = std::min(dates.first_change, at);
  dates.last_change = std::max(dates.last_change, at);
  Touch(contact);
}

void ContactWriter::Remember(ContactId contact, engine::Instant at, std::string_view what) {
  existence_.Bind(1, std::int64_t{contact}).Bind(2, at).Bind(3, what).Run();
}

void ContactWriter::Touch(ContactId contact) {
  if (touched_.size() <= contact) touched_.resize(std::size_t{contact} + 1);
  touched_[contact] = true;
}

void ContactWriter::Flush() {
  for (std::size_t id = 0; id < touched_.size(); ++id) {
    if (!touched_[id]) continue;
    const ContactDates& dates = index_.DatesOf(static_cast<ContactId>(id));
    update_.Bind(1, KnownOrNull(dates.born)).Bind(2, KnownOrNull(dates.first_event));
    update_.Bind(3, KnownOrNull(dates.last_event)).Bind(4, KnownOrNull(dates.first_change));
    update_.Bind(5, KnownOrNull(dates.last_change)).Bind(6, static_cast<std::int64_t>(id)).Run();
  }
  touched_.clear();
}

}  // namespace segue::sqlite
