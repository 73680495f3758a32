// Writes a whole batch's column from intervals in the order of contacts, without a branch that depends on the data: an
// interval that is empty, or goes on where the last one has not ended, costs as much as one that begins anew.
//
// What reaches beyond the horizon ends in kForever; what begins before the contact's first moment begins there. The
// same rules as engine/interval_writer.h, which writes contact by contact.
//
//   contact 0: [1, 5) [4, 8) [9, 10)   contact 1: [2, 2) [3, 4)   →   [1, 8) [9, 10) | [3, 4)
#pragma once

#include <algorithm>
#include <cstdint>
#include <numeric>
#include <vector>

#include "engine/intervals.h"

namespace segue::engine {

/// The number of a contact in its batch. Batches hold fewer than 65,535 contacts.
using Position = std::uint16_t;

/// The contact of each row, rows being numbered from offsets[0] on, and one number more: `contacts`.
inline void FillPositions(const std::uint32_t* offsets, std::size_t contacts, std::vector<Position>& out) {
  const std::uint32_t first = offsets[0], rows = offsets[contacts] - first;
  out.assign(std::size_t{rows} + 1, 0);
  for (std::size_t contact = 1; contact < contacts; ++contact) ++out[offsets[contact] - first];
  Position contact = 0;
  for (std::uint32_t row = 0; row < rows; ++row) out[row] = contact = static_cast<Position>(contact + out[row]);
  out[rows] = static_cast<Position>(contacts);
}

/// `condition ? yes : no`, of which compilers make a branch where no processor can guess it.
inline Instant Choose(bool condition, Instant yes, Instant no) {
  return no ^ ((no ^ yes) & -static_cast<Instant>(condition));
}

/// A contact of which nothing was written ends where the one before it ends.
inline void CarryOffsets(std::vector<std::uint32_t>& offsets) {
  std::inclusive_scan(offsets.begin(), offsets.end(), offsets.begin(),
                      [](std::uint32_t before, std::uint32_t own) { return std::max(before, own); });
}

class RunWriter {
 public:
  /// Replaces `out`; at most `most` intervals will be added. `floors` are the contacts' first moments.
  RunWriter(IntervalColumn& out, std::size_t most, const std::vector<Instant>& floors, Instant horizon)
      : out_(out), floors_(floors.data()), horizon_(horizon) {
    out.starts.resize(most + 1);
    out.ends.resize(most + 1);
    out.offsets.assign(floors.size() + 1, 0);
    starts_ = out.starts.data();
    ends_ = out.ends.data();
    offsets_ = out.offsets.data() + 1;
  }

  /// Contacts ascend; within one the intervals ascend by start.
  void Add(Position contact, Instant start, Instant end) {
    start = std::max(start, floors_[contact]);
    end = Choose(end > horizon_, kForever, end);
    const bool counts = (start < end) & (start <= horizon_);
    const bool joins = (contact == contact_) & (start <= open_end_);
    const bool fresh = counts & !joins;
    starts_[written_] = start;
    written_ += fresh;
    open_end_ = Choose(fresh, end, std::max(open_end_, Choose(counts, end, kAlways)));
    contact_ = static_cast<Position>(Choose(fresh, contact, contact_));
    ends_[written_ - (written_ != 0)] = open_end_;
    offsets_[contact] = written_;
  }

  void Finish() {
    CarryOffsets(out_.offsets);
    out_.starts.resize(written_);
    out_.ends.resize(written_);
  }

 private:
  IntervalColumn& out_;
  const Instant* floors_;
  Instant horizon_;
  Instant *starts_, *ends_;
  std::uint32_t* offsets_;  // by contact: where its intervals end
  std::uint32_t written_ = 0;
  Position contact_ = 0xFFFF;  // of the last interval written, and its end
  Instant open_end_ = kAlways;
};

}  // namespace segue::engine
