/** kg of CO₂ from a litre of diesel (TRUTHS P4; IPCC 2006, 74.1 kg/GJ × 36.1 MJ/L). */
export const CO2_KG_PER_L = 2.68;
