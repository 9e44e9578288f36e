// What was measured, as plain numbers. `measure.ts` prints them again from the sets themselves; no row of the
// sets is here. The generator is calibrated on these, and the tests hold the company against them.

/**
 * UCI Online Retail (a British gift shop on the web), invoices of 1 December 2010 to 30 September 2011. A sale is
 * an invoice that is not a cancellation, with units and a value above zero.
 */
export const onlineRetail = {
  /** Days from the first to the last day measured. */
  windowDays: 304,
  /** [sales in the window, customers with so many]. 60.0% came back. */
  ordersPerCustomer: [
    [1, 1445],
    [2, 691],
    [3, 443],
    [4, 280],
    [5, 179],
    [6, 121],
    [7, 88],
    [8, 71],
    [9, 54],
    [10, 37],
    [11, 37],
    [12, 24],
    [13, 17],
    [14, 16],
    [15, 13],
    [16, 11],
    [17, 13],
    [18, 8],
    [19, 8],
    [20, 7],
    [21, 6],
    [22, 6],
    [23, 2],
    [24, 2],
    [25, 4],
    [26, 2],
    [27, 3],
    [30, 1],
    [32, 1],
    [33, 3],
    [34, 1],
    [36, 3],
    [39, 1],
    [40, 1],
    [41, 2],
    [42, 1],
    [43, 3],
    [45, 1],
    [46, 2],
    [54, 1],
    [67, 1],
    [70, 1],
    [76, 1],
    [78, 1],
    [88, 1],
    [134, 1],
    [139, 1],
  ],
  /**
   * [different articles on a sale, sales with so many], of customers' sales below £100: the larger ones are
   * shops that buy to sell again. Postage, fees and samples do not count as articles.
   */
  linesPerHouseholdOrder: [
    [1, 566],
    [2, 261],
    [3, 167],
    [4, 150],
    [5, 115],
    [6, 71],
    [7, 24],
    [8, 16],
    [9, 23],
    [10, 17],
    [11, 16],
    [12, 9],
    [13, 10],
    [14, 15],
    [15, 8],
    [16, 3],
    [17, 6],
    [19, 3],
    [20, 4],
    [21, 2],
    [22, 5],
    [23, 6],
    [24, 1],
    [25, 3],
    [26, 3],
    [27, 1],
    [28, 2],
    [29, 4],
    [30, 1],
    [31, 1],
    [32, 2],
    [37, 2],
    [43, 1],
  ],
  /** Sales by hour of the day, 0 to 23. */
  ordersByHour: [
    0, 0, 0, 0, 0, 0, 1, 23, 359, 1080, 1775, 1749, 2283, 1944, 1742, 1721, 911, 462, 153, 116, 13,
    0, 0, 0,
  ],
  /** Sales that name no customer. */
  guestShare: 0.0812,
  /** Lines that take an earlier one back. */
  cancelledLineShare: 0.0179,
  /** Days between two days on which a customer bought. */
  medianGapDays: 28,
  gapsWithin30DaysShare: 0.529,
  /** Customers of the first five months who bought in the second five too. */
  stayedShare: 0.643,
} as const;

/**
 * The Complete Journey (an American grocer's loyalty card, 2017), the 75,000 lines of the public sample. Its
 * baskets are thinned by the sampling, so their size is not measured here; hours and days are not touched by it.
 */
export const completeJourney = {
  /** Baskets by hour of the day, 0 to 23, local time. */
  basketsByHour: [
    316, 146, 116, 69, 33, 62, 184, 397, 702, 1249, 2109, 2946, 3311, 3509, 3543, 3821, 4456, 5012,
    4698, 3760, 2958, 2035, 1232, 579,
  ],
  /** Monday first. */
  basketsByWeekday: [6768, 6075, 5973, 5977, 6352, 7708, 8390],
  /** January first. */
  basketsByMonth: [3967, 3722, 3951, 3840, 4049, 3901, 4073, 3995, 3790, 3909, 3922, 4124],
  /** [units on a line, lines with so many]; 6 is six or more. */
  unitsPerLine: [
    [1, 59044],
    [2, 10807],
    [3, 2043],
    [4, 1111],
    [5, 335],
    [6, 1244],
  ],
  /** Lines sold with a coupon. */
  couponLineShare: 0.0151,
} as const;

/** The supermarket of the 100 data science knocks (made up by its society): 21,971 customers, 10,030 products. */
export const japaneseSupermarket = {
  customersByGender: { female: 17918, male: 2981, untold: 1072 },
  /** Ages 0–9, 10–19 … 90 and above. */
  customersByAgeDecade: [0, 168, 1194, 3746, 5923, 5425, 3153, 1881, 474, 7],
  /** Median of unit cost by unit price. */
  costShareOfPrice: 0.75,
} as const;
