package text_test
import ("testing";"fmt";"strings";"time";"syscall";"encoding/json";"math/rand";"throughline/internal/kit/text")
func cpu() time.Duration { var r syscall.Rusage; syscall.Getrusage(0,&r); return time.Duration(r.Utime.Nano()) }
func TestA(t *testing.T){
 end := time.Now().Add(120*time.Second)
 at := []string{"*","_","~","`","[","]","http://a","www.","\\","a"," ","<","&","@","#","\n","-","1. ","(","!","|"}
 kinds := []string{"paragraph","heading","taskItem","tableCell","listItem","codeBlock","panel"}
 marks := []string{"strong","em","strike","code","link"}
 r := rand.New(rand.NewSource(time.Now().UnixNano())); n:=0
 for time.Now().Before(end) { n++
  word := func() string { var u strings.Builder; for range 1+r.Intn(5) { u.WriteString(at[r.Intn(len(at))]) }; return u.String() }
  mode := r.Intn(3); u := word(); s,_ := json.Marshal(u)
  node := func() string { if r.Intn(5)==0 {return `{"type":"hardBreak"}`}; m := ""; for range r.Intn(3) { if m!="" {m+=","}; m += `{"type":"`+marks[r.Intn(5)]+`","attrs":{"href":"http://x.y"}}` }; w,_ := json.Marshal(word()); return `{"type":"text","text":`+string(w)+`,"marks":[`+m+`]}` }
  var nodes []string; for range 1+r.Intn(4) { nodes = append(nodes, node()) }; one := strings.Join(nodes, ",")
  kind := kinds[r.Intn(len(kinds))]
  mk := func(n int) json.RawMessage {
   switch mode { case 0: l,_ := json.Marshal(strings.Repeat(u, n/len(u))); return json.RawMessage(`{"type":"doc","content":[{"type":"`+kind+`","content":[{"type":"text","text":`+string(l)+`}]}]}`)
   case 1: return json.RawMessage(`{"type":"doc","content":[{"type":"`+kind+`","content":[`+strings.TrimSuffix(strings.Repeat(one+",", n/len(one)),",")+`]}]}`)
   default: b := `{"type":"`+kind+`","content":[`+one+`]}`; return json.RawMessage(`{"type":"doc","content":[{"type":"bulletList","content":[`+strings.TrimSuffix(strings.Repeat(b+",", n/len(b)),",")+`]}]}`) }}
  _ = s
  a,b := mk(20000), mk(160000)
  timeIt := func(s json.RawMessage) time.Duration { t:=cpu(); _,err:=text.FromADF(s); if err!=nil{panic(err)}; return cpu()-t }
  d2 := timeIt(b); if d2 < 60*time.Millisecond {continue}
  d1 := timeIt(a); if d2 > 12*d1 { d1=min(d1,timeIt(a)); d2=min(d2,timeIt(b)); d3 := timeIt(mk(320000)); if d2>12*d1 && d3 > 3*d2 {fmt.Printf("%v %v %v %d %s %q %s\n", d1.Round(time.Millisecond), d2.Round(time.Millisecond), d3.Round(time.Millisecond),mode,kind, u, one)}}
 }
 fmt.Println(n,"tried adf")
}
func TestS(t *testing.T){
 end := time.Now().Add(60*time.Second)
 at := []string{"<","<b>","</b>","<a href=x>","</a>","<p>","<p/>","<script>","</script>","<input>","<","a","&","\"","'","<x y=","<!--","-->","<td>","<svg>","<style>","</"}
 r := rand.New(rand.NewSource(time.Now().UnixNano())); n:=0
 for time.Now().Before(end) { n++
  word := func() string { var u strings.Builder; for range 1+r.Intn(5) { u.WriteString(at[r.Intn(len(at))]) }; return u.String() }
  u,v := word(),word(); half := r.Intn(2)==0
  mk := func(n int) string { if half { return strings.Repeat(u,n/2/len(u))+strings.Repeat(v,n/2/len(v)) }; return strings.Repeat(u,n/len(u)) }
  timeIt := func(s string) time.Duration { t:=cpu(); text.Sanitise(s); return cpu()-t }
  d2 := timeIt(mk(160000)); if d2 < 60*time.Millisecond {continue}
  d1 := timeIt(mk(20000)); if d2 > 12*d1 { d1=min(d1,timeIt(mk(20000))); d2=min(d2,timeIt(mk(160000))); d3 := timeIt(mk(320000)); if d2>12*d1 && d3 > 3*d2 {fmt.Printf("%v %v %v %q %q\n", d1.Round(time.Millisecond), d2.Round(time.Millisecond), d3.Round(time.Millisecond), u,v)}}
 }
 fmt.Println(n,"tried html")
}
