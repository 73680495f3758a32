// Values come as the bytes in which events wait for their insertion.
#include "adapters/sqlite/new_facts_log.h"

#include <algorithm>
#include <numeric>
#include <utility>

#include "adapters/sqlite/gather.h"
#include "adapters/sqlite/stored_value.h"

namespace segue::sqlite {
NewFactsLog::NewFactsLog(const engine::Schema& schema) : schema_(schema), kinds_(schema.events.size()) {
  for (std::size_t kind = 0; kind < kinds_.size(); ++kind) {
    for (const engine::FieldDeclaration& property : schema.events[kind].properties)
      kinds_[kind].properties.emplace_back(property.type);
  }
}

void NewFactsLog::GiveUp() {
  given_up_ = true;
  kinds_.clear();
  contacts_.clear();
  touched_.clear();
  reread_.clear();
}

void NewFactsLog::AddContact(ContactId contact, std::string_view key) {
  if (given_up_) return;
  contacts_.push_back({contact, std::string(key)});
  Touch(contact);
}

void NewFactsLog::Touch(ContactId contact) {
  if (given_up_) return;
  touched_.insert(contact);
  if (touched_.size() > kMostTouched) GiveUp();
}

void NewFactsLog::Reread(ContactId contact) {
  if (given_up_) return;
  reread_.insert(contact);
  Touch(contact);
}

void NewFactsLog::AddEvent(engine::EventKindId kind, std::int64_t identity, const EventRecord& record) {
  if (given_up_) return;
  if (++events_ > kMostEvents) return GiveUp();
  KindLog& log = kinds_[kind];
  log.identity.push_back(identity);
  log.contacts.push_back(record.contact);
  log.at.push_back(record.at);
  log.rank.push_back(record.rank);
  std::string_view values = record.values;
  for (ColumnStage& property : log.properties) property.Add(TakeBytes(values));
}

adapters::NewFacts::Events NewFactsLog::TakeKind(KindLog log) {
  std::vector<std::uint32_t> order(log.identity.size());
  std::iota(order.begin(), order.end(), 0U);
  std::sort(order.begin(), order.end(),
            [&](std::uint32_t left, std::uint32_t right) { return log.identity[left] < log.identity[right]; });
  adapters::NewFacts::Events events{Gather(log.contacts, order), Gather(log.at, order), Gather(log.rank, order), {}};
  for (ColumnStage& property : log.properties) {
    std::vector<ColumnStage> stages;
    stages.push_back(std::move(property));
    events.properties.push_back(ColumnStage::Build(stages, order));
  }
  return events;
}

std::optional<adapters::NewFacts> NewFactsLog::Take(const adapters::StoreState& before,
                                                    const adapters::StoreState& after) {
  std::optional<adapters::NewFacts> facts;
  if (!given_up_) {
    facts.emplace();
    facts->before = before;
    facts->after = after;
    facts->schema = schema_;
    for (KindLog& kind : kinds_) facts->events.push_back(TakeKind(std::move(kind)));
    facts->contacts = std::move(contacts_);
    facts->touched.assign(touched_.begin(), touched_.end());
    facts->reread.assign(reread_.begin(), reread_.end());
  }
  *this = NewFactsLog(engine::Schema(schema_));
  return facts;
}

}  // namespace segue::sqlite
