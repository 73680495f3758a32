// The touches that get the credit for what is counted.
//
//   credited to last visit.campaign within 30 days: visits with a campaign on days 1, 5 and 20; a purchase on day 10 is
//   credited to day 5, one on day 19 too, one on day 60 to none
#pragma once

#include <vector>

#include "engine/evaluation.h"
#include "engine/event_stream.h"
#include "engine/report_split_reader.h"

namespace segue::engine {

class CreditedTouches {
 public:
  CreditedTouches(const Credit& credit, const Batch& batch, const Calendar& calendar)
      : credit_(credit), batch_(batch), calendar_(calendar), stream_(batch.Stream(credit.touches)) {}

  /// Those of an occurrence of a contact, in their order; valid until the next call. An event is no touch of itself.
  const std::vector<EventFact>& Of(const Occurrence& occurrence);

 private:
  bool HasValue(EventKindId kind, std::uint32_t row) const;

  const Credit& credit_;
  const Batch& batch_;
  const Calendar& calendar_;
  const EventStream& stream_;
  std::vector<EventFact> touches_;
};

}  // namespace segue::engine
