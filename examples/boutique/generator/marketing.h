// What the shop does around its contacts' lives, and what comes of it. Added after the lives are lived, with random
// numbers of its own, so that orders, forms, visits and the letters' opens stay as they are.
//
// Figures that the packs' metrics must find again are planted: chosen first, then filled with contacts who fit.
#pragma once

#include "examples/boutique/generator/shop.h"

namespace boutique {

/// Planted figures. Their tests are in tests/boutique.
namespace planted {
// The SMS of the January sales: a text of two parts, without read receipts.
inline constexpr int kSalesSent = 420, kSalesDelivered = 400;
inline constexpr int kSalesClicked = 10, kSalesReplied = 4, kSalesBoth = 2;  // 12 contacts responded: 3 % of 400
inline constexpr int kSalesBuyers = 10, kSalesNewClients = 2;                // bought within 7 days: 2.5 % of 400
inline constexpr int kSalesLeft = 10;                                        // 2.5 % of 400
inline constexpr int kSalesCents = 3780;                                     // 420 × 2 credits × 4.5 cents
// The RCS message of Mothers' Day, which says when it was read.
inline constexpr int kMothersSent = 310, kMothersDelivered = 300, kMothersOpened = 186;  // 60 % of 310
inline constexpr int kMothersClicked = 24, kMothersBuyers = 6, kMothersNewClients = 1, kMothersLeft = 3;
inline constexpr int kMothersCents = 2480;  // 310 × 8 cents
// Clients whom a colleague put into a campaign for prospects in March 2026.
inline constexpr int kMistaken = 60, kMistakenVisited = 18, kMistakenUpdated = 15;  // 30 % and 25 %
// The test of subjects: the guide was downloaded by 8 % and by 12 %. The effect is 4 points.
inline constexpr int kArm = 1000, kPlainDownloads = 80, kNamedDownloads = 120;
// Prospects of the CRM who became clients there between its two snapshots.
inline constexpr int kCrmConversions = 40;
// Profiles that the sending platform billed.
inline constexpr int kBilledInApril = 3600, kBilledInMay = 3750, kBilledInJune = 3900;
}  // namespace planted

/// Everything below, in this order.
void AddMarketing(Shop& shop);

/// Deliveries, bounces, a resend, the campaign for prospects, downloads, the test of subjects.
void AddMessages(Shop& shop);
/// Phone numbers, consent, two campaigns, birthday greetings.
void AddSms(Shop& shop);
/// Where visits came from, spend, traffic, plans.
void AddAccount(Shop& shop);
/// The CRM's two snapshots and its log of updates.
void AddCrm(Shop& shop);

}  // namespace boutique
