"""Rows that tests add to the families of shipped scenarios."""

#: A truck on overhead line, which no shipped scenario has.
TRUCK = """\
freight:
  powertrains:
    wire:
      {label: Overhead Line, family: Battery-Electric, refuelling: plug, fuel: none, electric_drive: 1,
       relative_efficiency: 1, relative_consumption: 1, body_price: 300000 CNY/truck, motor_power: 300 kW,
       fuel_cell_power: 0 kW, hydrogen_tank: 0 kg, battery_capacity: 100 kWh/truck, battery_leased: 0,
       tank_energy: 0 kWh, stop_time: 1 min, maintenance: 0.2 CNY/km, insurance: 20000 CNY/truck/yr,
       down_payment: 0.3, residual_value: 0.2, manufacturing_emissions: 30 t CO2e/truck, niche_share: 0,
       past_sales_share: 0, sales_share: 0, purchase_subsidy: 0 CNY/truck, purchase_tax_exemption: 0}
"""
