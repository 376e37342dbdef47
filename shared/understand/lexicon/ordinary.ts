/**
 * The words of which everyday talk about whoever brings something is made: where they are, when they come, how to get in, what they carry, thanks. Told of
 * somebody in these words alone, a text is for them; one other word, and it is asked.
 */
export const ORDINARY = `
a an the and or so but also just only very really too then that this it its is are was were be been being has have had do does did will would can could should may might must
i im ive ill we were weve well my mine our me us to for at in on by from with up down out off of near next behind front back side left right inside outside upstairs downstairs
here there where when what time how long soon far late later early already yet now today tonight tomorrow morning afternoon evening noon night still almost till until before after about around again more
minute minutes min mins hour hours pm am oclock day days sec second moment
come comes came coming arrive arrives arrived arriving get gets got going go goes gone run running drive driving drives walking way bring brings bringing brought drop drops dropped deliver delivers delivered leave leaves left
ring rings knock knocks buzz buzzer bell wait waits waiting find finds found see saw look looking park parked parking use open opens opened pick picked help helps helped helping carry carried climb call calls called text texted texts answer
needs need wants stay stays
yes no not ok okay please pls thanks thank thankyou ty god bless hi hello hey
nice kind sweet great good lovely amazing wonderful best angel blessing helpful friendly polite awesome super so patient fast quick perfect beautiful happy glad grateful love loved appreciate saint gem star
door gate lobby building floor stairs elevator street corner apt apartment unit house entrance stoop porch hall hallway desk box code key block driveway yard garage car van truck bike bus train traffic lost
food groceries grocery bag bags box boxes milk bread eggs rice water diapers formula medicine meds prescription pharmacy store ride meal meals soup pizza coffee cake banana fruit stuff everything order item items package delivery things
friend one two three four five six seven eight nine ten first second third
cannot cant dont doesnt didnt hasnt isnt wasnt havent number wheelchair walker broken works work busted old cold hot heavy you your
y o u el la los las un una lo le les de del en con por para al que como ya aun todavia no si muy mas tambien pero esta estaba estan es fue ha he
aqui aca alli alla ahi afuera adentro abajo arriba atras enfrente frente lado cerca lejos tarde temprano hoy ahora ahorita orita manana noche pronto rato hora horas minuto minutos cuando donde cuanto falta
viene vino venir llega llego llegar llegado trae trajo traer traiga dejo dejar deja toco toca tocar timbre espera espero esperar esperando busca buscar sube subir bajo baja puede puedo podria va vaya fue paso pasa pasar ayudo ayuda ayudar llamo llama llame llamar entrego entregar encuentra encontro
amable buena bueno buenisima linda lindo gracias favor dios bendiga angel bendicion excelente increible simpatica simpatico atenta atento hola senora
puerta porton edificio piso escalera escaleras elevador ascensor calle esquina apartamento entrada carro camino
comida despensa bolsa bolsas caja cajas leche pan huevos arroz agua panales medicina medicinas receta cosas todo pedido mandado
estoy estamos llegue baje tengo listo lista roto rota funciona
me nos mi mis nuestra nuestro su sus yo uno dos tres cuatro cinco
`;
